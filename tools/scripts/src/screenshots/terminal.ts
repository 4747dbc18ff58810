import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '@ringback/test-support/free-port'
import type { Browser } from 'playwright-core'
import { codeToHtml } from 'shiki'

const root = join(import.meta.dirname, '../../../..')

/** The pictures of a terminal: a page of docs, whose app is started, and a command line of it. */
export const picturedCommands: readonly (readonly [page: string, command: string])[] = [
  ['fuzz', 'ringback fuzz localhost:3000/voice --public-url https://phone.example.com --runs 100'],
  ['map', 'ringback map localhost:3000/voice'],
]
const themes = { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' } as const

/** Runs the commands of the pages on a terminal that has colours, and takes pictures of what they print. */
export async function takeTerminalPictures(browser: Browser, images: string): Promise<void> {
  for (const [page, command] of picturedCommands) {
    const text = `$ ${command}\n${shortened(await printed(page, command))}`
    for (const [scheme, theme] of Object.entries(themes)) {
      const view = await browser.newPage({ viewport: { width: 1000, height: 600 } })
      await view.setContent(
        `<style>pre { margin: 0; padding: 20px 24px; width: max-content; min-width: 952px; box-sizing: border-box;
          font: 15px/1.5 "DejaVu Sans Mono", monospace }</style>${await codeToHtml(text, { lang: 'ansi', theme })}`,
      )
      const file = `terminal-${page}-${scheme}.png`
      await view.locator('pre').screenshot({ path: join(images, file) })
      process.stdout.write(`${file}\n`)
      await view.close()
    }
  }
}

async function printed(page: string, command: string): Promise<string> {
  mkdirSync(join(root, 'tmp'), { recursive: true })
  // Below the workspace, where express and twilio are installed.
  const folder = mkdtempSync(join(root, 'tmp/terminal-'))
  const port = await freePort()
  const [, app = ''] =
    /^```js\n(\/\/ app\.js\n.*?)^```$/ms.exec(readFileSync(join(root, `docs/${page}.md`), 'utf8')) ?? []
  writeFileSync(join(folder, 'app.mjs'), app)
  const env = { ...process.env, PORT: String(port), TWILIO_AUTH_TOKEN: 'a-token-for-tests', FORCE_COLOR: '1' }
  const running = spawn(process.execPath, ['app.mjs'], { cwd: folder, env, stdio: 'ignore' })
  await answers(port)
  const words = command.replaceAll('3000', String(port)).split(' ').slice(1)
  const bin = join(root, 'packages/ringback/src/start.ts')
  const output = await new Promise<string>((resolve) => {
    execFile(
      process.execPath,
      ['--conditions=ringback:source', bin, ...words],
      { cwd: folder, env },
      (_error, text) => resolve(text),
    )
  })
  running.kill()
  await once(running, 'exit')
  rmSync(folder, { recursive: true })
  return output.replaceAll(String(port), '3000')
}

/** Lines as a terminal of 110 columns has room for, without the lists of what was not sent. */
function shortened(output: string): string {
  return output
    .split('\n')
    .filter((line) => !/kinds? not sent|Not sent:/.test(line))
    .map((line) => (line.length > 150 ? `${line.slice(0, 100)} ...` : line))
    .join('\n')
    .trimEnd()
}

async function answers(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const answer = await fetch(`http://127.0.0.1:${port}`).catch(() => undefined)
    if (answer !== undefined) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`Nothing answers on port ${port}.`)
}
