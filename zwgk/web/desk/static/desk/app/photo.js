// A photo of the paper tally, small enough to go over a weak network.

import { uuid } from "./ids.js";

const BIGGEST = 300 * 1024;
const SIDES = [1600, 1200, 900];
const QUALITIES = [0.8, 0.65, 0.5];

/** Scale a picture file down; {id, bytes, url}. Raises when it is no picture. */
export async function scaledDown(file) {
  const image = await loaded(await dataUrl(file));
  let blob = null;
  for (const side of SIDES) {
    const canvas = drawn(image, side);
    for (const quality of QUALITIES) {
      blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
      if (blob && blob.size <= BIGGEST) {
        // Bytes rather than a Blob: older Safari loses blobs in IndexedDB.
        const bytes = await buffer(blob);
        return { id: uuid(), bytes, url: await dataUrl(blob) };
      }
    }
  }
  throw new Error("too big");
}

function drawn(image, side) {
  const scale = Math.min(1, side / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function read(blob, how) {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = () => fail(reader.error);
    reader[how](blob);
  });
}

const buffer = (blob) => read(blob, "readAsArrayBuffer");

/** As a data address: the content security policy lets no blob addresses into pictures. */
export const dataUrl = (blob) => read(blob, "readAsDataURL");

function loaded(url) {
  return new Promise((done, fail) => {
    const image = new Image();
    image.onload = () => done(image);
    image.onerror = () => fail(new Error("no picture"));
    image.src = url;
  });
}
