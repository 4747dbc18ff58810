/** `Fri, 20 Aug 2010 01:13:42 +0000`, as Twilio's callbacks give the time. */
export function rfc2822(milliseconds: number): string {
  return new Date(milliseconds).toUTCString().replace('GMT', '+0000')
}
