/** The text of a moment (milliseconds since 1970) as call, recording and conference callbacks write it: `Fri, 20 Aug 2010 01:13:42 +0000`. */
export function formatRfc2822(moment: number): string {
  return new Date(moment).toUTCString().replace('GMT', '+0000')
}
