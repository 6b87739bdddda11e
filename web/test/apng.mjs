// Makes one animated PNG of PNG pictures of the same size, by the third edition of the
// PNG specification (https://www.w3.org/TR/png-3/): the first picture is the image that
// every reader knows, the data of the others stand in fdAT chunks.

import { crc32 } from "node:zlib";

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Joins pictures into an endless animation that shows each for so many milliseconds. */
export function animate(pictures, milliseconds) {
  const frames = pictures.map(chunksOf);
  const header = frames[0].find(({ type }) => type === "IHDR");
  const out = [signature, chunk("IHDR", header.data), chunk("acTL", numbers(frames.length, 0))];
  let sequence = 0;
  for (const [i, frame] of frames.entries()) {
    if (!frame.find(({ type }) => type === "IHDR").data.equals(header.data)) {
      throw new Error(`picture ${i} has another size or colour type than the first`);
    }
    out.push(chunk("fcTL", control(sequence++, header.data, milliseconds)));
    for (const { data } of frame.filter(({ type }) => type === "IDAT")) {
      if (i === 0) out.push(chunk("IDAT", data));
      else out.push(chunk("fdAT", Buffer.concat([numbers(sequence++), data])));
    }
  }
  return Buffer.concat([...out, chunk("IEND", Buffer.alloc(0))]);
}

/** The chunks of a PNG file. */
function chunksOf(file) {
  const chunks = [];
  for (let at = signature.length; at < file.length;) {
    const length = file.readUInt32BE(at);
    const type = file.toString("latin1", at + 4, at + 8);
    chunks.push({ type, data: file.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  return Buffer.concat([numbers(data.length), body, numbers(crc32(body))]);
}

/** A frame over the whole image that stays until the next is drawn over it. */
function control(sequence, header, milliseconds) {
  const rest = Buffer.alloc(6);
  rest.writeUInt16BE(milliseconds, 0);
  rest.writeUInt16BE(1000, 2);
  return Buffer.concat([numbers(sequence), header.subarray(0, 8), numbers(0, 0), rest]);
}

function numbers(...values) {
  const out = Buffer.alloc(4 * values.length);
  for (const [i, value] of values.entries()) out.writeUInt32BE(value, 4 * i);
  return out;
}
