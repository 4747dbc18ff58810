import { oddValue, type GrammarDefinition } from '../grammar-definition.ts'
import { inAnyCase } from '../patterns.ts'

/** An absolute URL of the app's or of Twilio's API. */
export const url: GrammarDefinition = {
  grammar: 'url',
  reads: {
    pattern: () => String.raw`${inAnyCase('http')}[Ss]?://[^/?#\x00-\x20\x7f][^\x00-\x1f\x7f]*`,
    check: (value) => URL.canParse(value),
  },
  writes: { pattern: () => String.raw`https?://[^\x00-\x20<>"]+` },
  words: () => 'an absolute http or https URL',
  example: () => 'https://example.com/voice',
  privacy: { content: 'url' },
  oddForms: () => [
    oddValue('url-with-query', 'https://example.com/voice?a=1&b=two%20words'),
    oddValue('url-http-with-port', 'http://example.com:8080/voice.php'),
  ],
}
