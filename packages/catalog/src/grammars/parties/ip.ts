import { oddValue, type GrammarDefinition } from '../grammar-definition.ts'
import { anyOf } from '../patterns.ts'
import { valueShapes } from '../value-shapes.ts'

/** The address of a SIP peer, of either version of IP. */
export const ip: GrammarDefinition = {
  grammar: 'ip',
  reads: {
    pattern: () => anyOf(valueShapes.ipv4, '[0-9a-fA-F]{0,4}:[0-9a-fA-F:.]+'),
    check: (value) => !value.includes(':') || URL.canParse(`http://[${value}]/`),
  },
  writes: {},
  words: () => 'an IP address',
  example: () => '203.0.113.5',
  privacy: { content: 'ip' },
  oddForms: () => [oddValue('ipv4-private', '10.0.0.1'), oddValue('ipv6', '2001:db8::5')],
}
