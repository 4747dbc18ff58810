/** A SID made of a prefix and a number. */
export function sid(prefix: string, number: number): string {
  return prefix + number.toString(16).padStart(32, '0')
}

/** An exchange of a recording without anything unusual. */
export const plainExchange = {
  kind: 'voice.incoming-pstn',
  callSid: null,
  parentCallSid: null,
  startedAt: '2026-01-02T03:04:05.678Z',
  durationMs: 12,
  request: {
    method: 'POST',
    url: 'https://app.example.com/voice',
    headers: [
      ['Host', 'app.example.com'],
      ['Content-Type', 'application/x-www-form-urlencoded'],
    ],
    body: { text: 'From=%2B14155550100&To=%2B14155550199&FromCity=SAN+FRANCISCO' },
  },
  response: { status: 200, headers: [['Content-Type', 'text/xml']], body: { text: '<Response/>' } },
  signature: 'valid',
  problem: null,
  provenance: { recorder: 'proxy', version: '0.1.0' },
} as const
