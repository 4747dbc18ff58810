/** A webhook as Twilio sends it, in bytes. */
export function webhook(
  parts: { body?: string; fields?: readonly string[]; target?: string; method?: string } = {},
): Buffer {
  const {
    body = 'AccountSid=AC00000000000000000000000000000001&CallSid=CA00000000000000000000000000000001&CallStatus=ringing',
  } = parts
  return Buffer.from(
    [
      `${parts.method ?? 'POST'} ${parts.target ?? '/voice'} HTTP/1.1`,
      'Host: voice.example.com',
      'User-Agent: TwilioProxy/1.1',
      'Content-Type: application/x-www-form-urlencoded; charset=UTF-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      ...(parts.fields ?? []),
      '',
      body,
    ].join('\r\n'),
  )
}
