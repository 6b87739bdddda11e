import { createContext } from "react";
import type { Renderer } from "./renderer.ts";

/** The renderer of the canvas, for what stands around it; null until it is made. */
export const CanvasContext = createContext<Renderer | null>(null);
