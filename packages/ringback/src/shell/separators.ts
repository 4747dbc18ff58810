/** What stands between several values of a repeatable option that are given at once. */
export type Separator = 'comma' | 'path' | 'route' | 'picture' | 'reporter'

const patterns: Readonly<Record<Separator, RegExp>> = {
  comma: /,/,
  // `/voice,/menu`: other commas are part of a path.
  path: /,(?=\/|https?:)/,
  // `voice.fallback=/a,dial.action=/b`.
  route: /,(?=[a-z][a-z-]*\.[a-z.-]+=)/,
  // `tree.svg,tree.html`: other commas are part of a name.
  picture: /(?<=\.(?:svg|html?|mmd|mermaid|json|txt)),/i,
  // `pretty,junit=report.xml`: other commas are part of a name.
  reporter: /,(?=[a-z]+(?:=|,|$))/,
}

/** The values between separators; a text of nothing else is left as it is, and refused where it is no value. */
export function separated(text: string, separator: Separator): readonly string[] {
  const values = text
    .split(patterns[separator])
    .map((value) => value.trim())
    .filter((value) => value !== '')
  return values.length === 0 ? [text] : values
}
