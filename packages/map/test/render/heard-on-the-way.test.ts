import { displayTree, mermaid, svg, textTree } from '@ringback/map'
import { expect, test } from 'vitest'
import { mapOf, type Page } from '../support.ts'

/** What stands in a picture, with lines put together again that are broken between words. */
function words(picture: string): string {
  return picture.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
}

const chosen: Page = (parameters) => {
  const digits = parameters.get('Digits')
  if (digits === '1') return '<Say>One moment.</Say><Redirect>/sales</Redirect>'
  return `<Say>${digits === '2' ? 'We are closed.' : 'Try again.'}</Say><Redirect>/menu</Redirect>`
}

test('what is said before a redirect stands in every drawing, on the first way to a menu and on later ones', async () => {
  const map = await mapOf({
    '/voice': () => '<Say>Welcome.</Say><Redirect>/hours</Redirect>',
    '/hours': () => '<Say>We are open.</Say><Redirect>/menu</Redirect>',
    '/menu': () => '<Gather numDigits="1" action="/chosen"><Say>Press 1 or 2.</Say></Gather><Say>Bye.</Say>',
    '/chosen': chosen,
    '/sales': () => '<Say>Sales here.</Say><Hangup/>',
  })
  const tree = displayTree(map)
  const drawings = [tree === undefined ? '' : textTree(tree), mermaid(map), svg(map)].map(words)
  for (const drawing of drawings) {
    expect(drawing).toContain('Welcome. We are open. Press 1 or 2.')
    expect(drawing).toContain('One moment. Sales here.')
    expect(drawing).toMatch(/Try again\. \/ We are closed\.|We are closed\. \/ Try again\./)
  }
})
