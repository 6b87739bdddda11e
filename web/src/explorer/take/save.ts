import type { Drawing } from "./formats/svg.ts";

/** Saves a text or an image as a file of the visitor's. */
export function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  download(address, name);
  // The browser reads the address after the click, so it is let go of later.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 10_000);
}

/** Has the browser save what is at an address, under the name that its answer gives it, if any. */
export function download(address: string, name: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}

/** The longest side of an image that every browser can still make, in pixels. */
const longest = 8192;

/** A drawing as PNG, at twice its size where that is not too large. */
export async function pngOf({ svg, width, height }: Drawing): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = Math.min(2, longest / width, longest / height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.floor(width * scale);
  canvas.height = Math.floor(height * scale);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error("The picture is too large for a PNG. Take the SVG."));
    });
  });
}
