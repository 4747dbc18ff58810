import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openApiDocument } from '@ringback/catalog'
import { llmsFull, llmsIndex } from './llms.ts'
import { withPlainTags } from './markdown/escape.ts'
import { withThemedPictures } from './markdown/pictures.ts'
import { withSiteLinks } from './markdown/rewrite-links.ts'
import { sidebars, topBar } from './navigation.ts'
import type { Page } from './pages/page.ts'
import { recipesPage } from './pages/recipes-page.ts'
import { writtenPages } from './pages/written-pages.ts'
import { apiPages } from './reference/api.ts'
import { asyncApiDocument } from './reference/async-api.ts'
import { commandLinePages } from './reference/command-line.ts'
import { configurationPage } from './reference/configuration.ts'
import { debuggerCodesPage } from './reference/debugger-codes.ts'
import { socketsPage } from './reference/sockets.ts'
import { twimlPages } from './reference/twiml.ts'
import { webhookPages } from './reference/webhooks.ts'
import { pagesFolder, root } from './root.ts'

/** Puts the pages together where the site's generator reads them. Returns what is wrong with their links. */
export async function assemble(): Promise<readonly string[]> {
  const written = writtenPages(root)
  const pages: readonly Page[] = [
    ...written,
    recipesPage(written),
    ...(await commandLinePages()),
    configurationPage(root),
    ...apiPages(root),
    ...webhookPages(),
    ...twimlPages(),
    socketsPage(),
    debuggerCodesPage(),
  ]
  rmSync(pagesFolder, { recursive: true, force: true })
  const problems = pages.flatMap((page) => {
    const { text, problems: dead } = withSiteLinks(page, pages, { root, repository: undefined })
    write(page.path, withThemedPictures(withPlainTags(text)))
    return dead
  })
  cpSync(join(root, 'docs/images'), join(pagesFolder, 'images'), { recursive: true })
  const assets = join(root, 'docs/public')
  if (existsSync(assets)) cpSync(assets, join(pagesFolder, 'public'), { recursive: true })
  write('public/openapi.json', `${JSON.stringify(openApiDocument(), null, 2)}\n`)
  write('public/asyncapi.json', `${JSON.stringify(asyncApiDocument(), null, 2)}\n`)
  write('navigation.json', JSON.stringify({ nav: topBar(pages), sidebar: sidebars(pages) }, null, 2))
  write('public/llms.txt', llmsIndex(pages, sidebars(pages)['/'] ?? []))
  write('public/llms-full.txt', llmsFull(pages))
  return problems
}

function write(path: string, text: string): void {
  const file = join(pagesFolder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
