const picture =
  /<picture>\s*<source [^>]*srcset="([^"]*)"[^>]*>\s*<img ([^>]*?)src="([^"]*)"([^>]*)>\s*<\/picture>/g

/** A picture in two themes as two pictures: the theme of the site is chosen by a button, which `<picture>` does not know of. */
export function withThemedPictures(markdown: string): string {
  return markdown.replaceAll(picture, (_whole, dark: string, before: string, light: string, after: string) =>
    [
      `<div class="picture" tabindex="0" role="group" aria-label="Picture">`,
      `<img class="in-light" loading="lazy" ${before}src="${relative(light)}"${after}>`,
      `<img class="in-dark" loading="lazy" ${before}src="${relative(dark)}"${after}>`,
      `</div>`,
    ].join('\n'),
  )
}

function relative(path: string): string {
  return /^(?:\.|\/|https?:)/.test(path) ? path : `./${path}`
}
