import "./explorer.css";
import { createRoot } from "react-dom/client";
import { Explorer } from "./Explorer.tsx";
import { followAddress } from "./model/address.ts";

const root = document.getElementById("explorer");
if (!root) throw new Error("explorer.html has no element #explorer");

followAddress();
createRoot(root).render(<Explorer />);
