/** An SVG that stands alone, as an image and as a file of pixels. */

/** @param {string} picture */
export async function imageOf(picture) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture)}`;
  await image.decode();
  return image;
}

/** @param {string} picture @returns {Promise<Blob>} the same as PNG, at twice the size */
export async function asPng(picture) {
  const image = await imageOf(picture);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [2 * image.width, 2 * image.height];
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob((blob) => done(/** @type {Blob} */ (blob)), "image/png"));
}
