/** One key of the connection overrides that a URL's fragment may carry (docs/facts/webhooks.md, section 4.3). */
export interface ConnectionOverrideRow {
  readonly key: string
  readonly meaning: string
  readonly type: 'milliseconds' | 'count' | 'list' | 'flag'
  readonly min?: number
  readonly max?: number
  readonly values?: readonly string[]
  readonly default: string
  /** The debugger code of a value that is not allowed, where there is one. */
  readonly twilioCode?: number
}

/** All keys that Twilio knows. */
export const connectionOverrideRows: readonly ConnectionOverrideRow[] = [
  { key: 'ct', meaning: 'connect timeout', type: 'milliseconds', min: 100, max: 10_000, default: '5000' },
  { key: 'rt', meaning: 'read timeout', type: 'milliseconds', min: 100, max: 15_000, default: '15000' },
  { key: 'tt', meaning: 'total timeout', type: 'milliseconds', min: 100, max: 15_000, default: '15000' },
  { key: 'rc', meaning: 'retries', type: 'count', min: 0, max: 5, default: '1' },
  {
    key: 'rp',
    meaning: 'what is retried',
    type: 'list',
    values: ['4xx', '5xx', 'ct', 'rt', 'all'],
    default: 'ct',
    twilioCode: 11_243,
  },
  { key: 'sni', meaning: 'whether the TLS name is verified', type: 'flag', values: ['y', 'n'], default: 'y' },
  {
    key: 'e',
    meaning: 'the edges that requests leave from, taken in turn on retries',
    type: 'list',
    values: [
      'ashburn',
      'dublin',
      'frankfurt',
      'sao-paulo',
      'singapore',
      'sydney',
      'tokyo',
      'umatilla',
      'ashburn-ix',
      'frankfurt-ix',
      'london-ix',
      'san-jose-ix',
      'singapore-ix',
    ],
    default: 'ashburn',
    twilioCode: 11_240,
  },
]
