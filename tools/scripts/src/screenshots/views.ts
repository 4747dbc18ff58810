import type { Page } from 'playwright-core'

/** A view of the inspector that is pictured. */
export interface PicturedView {
  /** The name of its pictures: `<name>-light.png` and `<name>-dark.png`. */
  readonly name: string
  /** Brings the page there, from the list of calls. */
  readonly open: (page: Page) => Promise<void>
}

/** Every view, in the order of the documentation. */
export const picturedViews: readonly PicturedView[] = [
  { name: 'calls', open: (page) => page.getByText(/^7 calls/).waitFor() },
  { name: 'call', open: (page) => openCall(page, '09:00:00') },
  { name: 'legs', open: (page) => openCall(page, '10:02:00') },
  {
    name: 'twiml',
    async open(page) {
      await openCall(page, '10:02:00')
      await page.keyboard.press('j')
      await page.locator('.twiml .marked').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'socket',
    async open(page) {
      await openCall(page, '12:06:00')
      await page.getByRole('button', { name: /WebSocket/ }).click()
      await page.locator('.story').waitFor()
    },
  },
  {
    name: 'send-again',
    async open(page) {
      await openCall(page, '09:00:00')
      await page.keyboard.press('j')
      await page.keyboard.press('r')
      await page.getByText('Now: status 200').waitFor()
    },
  },
  {
    name: 'originals',
    async open(page) {
      await openCall(page, '09:00:00')
      await page.keyboard.press('v')
      await page.getByText('Showing originals').waitFor()
    },
  },
  { name: 'map', open: (page) => openTab(page, 'Map', '.drawing') },
  { name: 'findings', open: (page) => openTab(page, 'Findings', '.detail') },
  {
    name: 'contract',
    async open(page) {
      await openTab(page, 'Contract', '.detail')
      await page.getByLabel('Verdict').selectOption('failed')
      await page.locator('.detail').getByText('Breaking differences').first().waitFor()
    },
  },
]

async function openCall(page: Page, time: string): Promise<void> {
  await page.getByText(/^7 calls/).waitFor()
  await page.locator('.rows .row', { hasText: time }).click()
  await page.locator('.sequence').waitFor()
}

async function openTab(page: Page, name: string, part: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name }).click()
  await page.locator(part).first().waitFor()
}
