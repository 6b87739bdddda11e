import "./playground.css";
import { createRoot } from "react-dom/client";
import { loadMonaco } from "./monaco.ts";
import { Playground } from "./Playground.tsx";

const root = document.getElementById("playground");
if (!root) throw new Error("playground.html has no element #playground");

await loadMonaco();
createRoot(root).render(<Playground />);
