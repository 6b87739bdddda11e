import "./playground.css";
import { createRoot } from "react-dom/client";
import { takeQueryFromAddress } from "./address.ts";
import { loadMonaco } from "./monaco.ts";
import { mayRead } from "../gate/gate.ts";
import { Gated } from "./Gated.tsx";

const root = document.getElementById("playground");
if (!root) throw new Error("playground.html has no element #playground");

const opened = takeQueryFromAddress();
await loadMonaco();
// Where it cannot be told, GraphiQL says what the server answers.
const open = await mayRead().catch(() => true);
createRoot(root).render(<Gated open={open} opened={opened} />);
