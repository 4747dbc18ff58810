import { html } from '@ringback/map'
import { expect, test } from 'vitest'
import { markWith, phoneMapWith } from '../support.ts'

const command = ({ keys }: { readonly keys: string }): string => `ringback call --keys "${keys}"`

test('the page has every mark with its command, and needs nothing else', () => {
  const page = html(
    phoneMapWith({ marks: [markWith(), markWith({ message: '<b>bold</b>', state: null })] }),
    command,
  )
  expect(page.match(/<tr class="warning">/g)).toHaveLength(2)
  expect(page).toContain('ringback call --keys &quot;1&quot;')
  expect(page).toContain('<a href="#state-1">')
  expect(page).toContain('id="state-1"')
  expect(page).toContain('&lt;b&gt;bold')
  expect(page).not.toMatch(/(?:src|href)="https?:/)
})

test('limits are told, and that nothing is marked', () => {
  const page = html(
    phoneMapWith({ limits: ['the crawl stopped after 20 requests (--max-requests)'] }),
    command,
  )
  expect(page).toContain('There may be more: the crawl stopped after 20 requests (--max-requests).')
  expect(page).toContain('Nothing is marked.')
})
