/**
 * Looks at the built site in a browser: no page is wider than a telephone (390 px), axe finds nothing on the main pages in either
 * theme, and pictures of these are written into `tools/site/tmp/pictures`, to be looked at. Run `npm run site` first.
 */
import { once } from 'node:events'
import { globSync, mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { openBrowser } from '@ringback/test-support/chromium'
import { root, siteFolder } from './root.ts'

const pictured = [
  'index.html',
  'start.html',
  'fuzz.html',
  'map.html',
  'openapi.html',
  'troubleshooting.html',
  'comparison.html',
  'reference/cli/fuzz.html',
  'reference/webhooks/dial-action.html',
  'reference/twiml/gather.html',
  'reference/api/ringback-phone.html',
  'reference/sockets.html',
]
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}
const server = createServer((request, response) => {
  const path = decodeURI((request.url ?? '/').split('?', 1)[0] ?? '/')
  try {
    const content = readFileSync(join(siteFolder, path.endsWith('/') ? `${path}index.html` : path))
    response.setHeader('content-type', types[extname(path) || '.html'] ?? 'application/octet-stream')
    response.end(content)
  } catch {
    response.writeHead(404).end()
  }
}).listen(0, '127.0.0.1')
await once(server, 'listening')
// A server on a port has an address of this kind.
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const pictures = join(root, 'tools/site/tmp/pictures')
mkdirSync(pictures, { recursive: true })

const problems: string[] = []
const browser = await openBrowser()
const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
const wide = `[...document.querySelectorAll('main *, .VPHome *')].filter((element) => element.getBoundingClientRect().right > innerWidth + 1 &&
  !element.closest('table, pre, div[class*=language-]')).slice(0, 3).map((element) => element.outerHTML.slice(0, 120))`
for (const file of process.argv.includes('--pictures')
  ? pictured
  : globSync('**/*.html', { cwd: siteFolder })) {
  await phone.goto(`${base}/${file}`, { waitUntil: 'load' })
  const width = await phone.evaluate<number>('document.documentElement.scrollWidth')
  if (width > 390)
    problems.push(`${file}: ${width} px wide on a telephone: ${String(await phone.evaluate(wide))}`)
}
for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1280]) {
    const context = await browser.newContext({
      colorScheme,
      viewport: { width, height: width === 390 ? 844 : 900 },
    })
    const page = await context.newPage()
    for (const file of pictured) {
      await page.goto(`${base}/${file}`, { waitUntil: 'networkidle' })
      await page.screenshot({
        path: join(pictures, `${file.replaceAll('/', '-')}-${width}-${colorScheme}.png`),
      })
      await page.evaluate(axe)
      const found = await page.evaluate<string[]>(
        `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html, failureSummary }) => html.slice(0, 200) + failureSummary).join()))`,
      )
      problems.push(...found.map((problem) => `${file} (${width} px, ${colorScheme}): ${problem}`))
    }
    await context.close()
  }
}
await browser.close()
server.close()
for (const problem of problems) process.stdout.write(`${problem}\n`)
process.exitCode = problems.length === 0 ? 0 : 1
