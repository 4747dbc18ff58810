import { oddValue, type GrammarDefinition } from '../grammar-definition.ts'

const label = '[0-9A-Za-z]+(?:-+[0-9A-Za-z]+)*'

/** The host name of a SIP domain. */
export const hostname: GrammarDefinition = {
  grammar: 'hostname',
  reads: { pattern: () => String.raw`${label}(?:\.${label})*` },
  writes: { pattern: () => String.raw`(?:${label}\.)+[A-Za-z]{2,}` },
  words: () => 'a host name',
  example: ({ example = 'example.sip.twilio.com' }) => example,
  privacy: { content: 'host' },
  oddForms: () => [
    oddValue('hostname-with-region', 'example.sip.us1.twilio.com'),
    oddValue('hostname-with-hyphens', 'direct-public-dev.sip.twilio.com'),
  ],
}
