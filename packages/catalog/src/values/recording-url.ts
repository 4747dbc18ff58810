/** Where Twilio keeps a recording. An extension (`.mp3`, `.wav`) chooses the format (docs/facts/webhooks.md, section 1.B). */
export function recordingUrl(accountSid: string, recordingSid: string): string {
  return `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Recordings/${recordingSid}`
}
