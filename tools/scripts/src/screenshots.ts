/** Makes the pictures of docs/images: commands on a terminal and every view of the inspector, in both themes. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startInspector } from '@ringback/inspector'
import { openBrowser } from '@ringback/test-support/chromium'
import { writeExampleCalls } from './screenshots/example-calls.ts'
import { exampleReports } from './screenshots/example-reports.ts'
import { startReceptionist } from './screenshots/receptionist.ts'
import { takeTerminalPictures } from './screenshots/terminal.ts'
import { picturedViews } from './screenshots/views.ts'

const images = join(import.meta.dirname, '../../../docs/images')
const folder = mkdtempSync(join(tmpdir(), 'ringback-screenshots-'))
// The page shows the name of the folder as it is given.
process.chdir(folder)
const directory = 'recordings'
mkdirSync(directory)
mkdirSync(images, { recursive: true })
const means = await writeExampleCalls(directory)
const reports = await exampleReports()
const app = await startReceptionist()
const inspector = await startInspector({
  directory,
  version: '0',
  reports,
  authToken: app.authToken,
  app: { url: app.url },
  replayMeans: async () => means,
})
const browser = await openBrowser()
await takeTerminalPictures(browser, images)
for (const colorScheme of ['light', 'dark'] as const) {
  for (const { name, open } of picturedViews) {
    const context = await browser.newContext({ colorScheme, viewport: { width: 1200, height: 620 } })
    const page = await context.newPage()
    await page.goto(inspector.url)
    await open(page)
    const file = `inspector-${name}-${colorScheme}.png`
    await page.screenshot({ path: join(images, file), animations: 'disabled' })
    process.stdout.write(`${file}\n`)
    await context.close()
  }
}
await browser.close()
await inspector.close()
await app.close()
rmSync(folder, { recursive: true })
