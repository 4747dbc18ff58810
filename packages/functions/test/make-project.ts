import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { loadFunctions, type FunctionsOptions, type LoadedFunctions } from '@ringback/functions'
import { onTestFinished } from 'vitest'

export const authToken = '0123456789abcdef0123456789abcdef'
export const origin = 'https://functions.example'

const twilio = dirname(createRequire(import.meta.url).resolve('twilio/package.json'))

/** Writes a project with the package twilio; each file by its path. Gives its folder. */
export function makeProject(
  files: Readonly<Record<string, string>>,
  packages: readonly string[] = ['twilio'],
): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'ringback-functions-')))
  for (const [name, text] of Object.entries({ 'package.json': '{}', ...files })) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  mkdirSync(join(root, 'node_modules'))
  if (packages.includes('twilio')) symlinkSync(twilio, join(root, 'node_modules/twilio'))
  return root
}

/** Loads a project for one test. */
export function loaded(
  files: Readonly<Record<string, string>>,
  options: Partial<FunctionsOptions> = {},
): LoadedFunctions {
  const app = loadFunctions(makeProject(files), { authToken, ...options })
  onTestFinished(app.close)
  return app
}

/** A Function whose handler has this body. */
export function handler(body: string): string {
  return `exports.handler = function (context, event, callback) {\n${body}\n}\n`
}

/** What a Function answers to a GET of its path. */
export async function answered(
  app: LoadedFunctions,
  target: string,
  init?: RequestInit,
): Promise<{
  readonly status: number
  readonly type: string | null
  readonly body: string
  readonly headers: Headers
}> {
  const response = await app.fetch(new Request(origin + target, init))
  const { status, headers } = response
  return { status, type: headers.get('content-type'), body: await response.text(), headers }
}
