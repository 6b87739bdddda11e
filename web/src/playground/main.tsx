import "./playground.css";
import { createRoot } from "react-dom/client";
import { takeQueryFromAddress } from "./address.ts";
import { loadMonaco } from "./monaco.ts";
import { Playground } from "./Playground.tsx";

const root = document.getElementById("playground");
if (!root) throw new Error("playground.html has no element #playground");

const opened = takeQueryFromAddress();
await loadMonaco();
createRoot(root).render(<Playground opened={opened} />);
