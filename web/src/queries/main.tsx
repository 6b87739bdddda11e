import "./queries.css";
import { createRoot } from "react-dom/client";
import { Questions } from "./Questions.tsx";

const root = document.getElementById("queries");
if (!root) throw new Error("queries.html has no element #queries");

createRoot(root).render(<Questions />);
