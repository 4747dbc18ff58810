import { oddValue, type GrammarDefinition } from '../grammar-definition.ts'
import { anyOf, inAnyCase } from '../patterns.ts'

const uri = `(?:${inAnyCase('sip')}[Ss]?|${inAnyCase('tel')}):[^<>]+`

/** Whom a SIP peer refers a call to: a URI in angle brackets (docs/facts/webhooks.md, section 2.2). */
export const nameAddr: GrammarDefinition = {
  grammar: 'name-addr',
  reads: { pattern: () => anyOf(uri, `<${uri}>`) },
  writes: { pattern: () => String.raw`<(?:sips?|tel):[^<>\x00-\x20]+>` },
  words: () => 'an address like <sip:user@host>',
  example: ({ example = '<sip:carol@example.com>' }) => example,
  privacy: { content: 'address' },
  oddForms: () => [
    oddValue('name-addr-tel', '<tel:+447700900100>'),
    oddValue('name-addr-sip-number', '<sip:+14155550100@example.com>'),
    oddValue('name-addr-sip-transport', '<sip:alice@example.com;transport=UDP>'),
    oddValue('name-addr-sip-port', '<sip:alice@example.com:5060>'),
    oddValue('name-addr-sip-port-and-transport', '<sip:alice@example.com:5061;transport=tls>'),
    oddValue('name-addr-sip-user-parameter', '<sip:+14155550100@example.com;user=phone>'),
    oddValue('name-addr-sip-headers', '<sip:alice@example.com?X-Ref=1>'),
    oddValue('name-addr-sip-escaped-user', '<sip:jane%20doe@example.com>'),
    oddValue('name-addr-sips', '<sips:alice@example.com>'),
  ],
}
