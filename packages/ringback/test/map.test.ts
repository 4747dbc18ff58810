import type { PhoneMap } from '@ringback/map'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp as startReceptionist, type RunningApp } from '@ringback/app-express'
import { startApp as startFlawed } from '@ringback/app-flawed'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { runCli, type CliResult } from './run-cli.ts'

const authToken = '0123456789abcdef0123456789abcdef'
const publicUrl = 'https://phone.example.com'
const env = { TWILIO_AUTH_TOKEN: authToken }

let app: RunningApp
beforeAll(async () => {
  app = await startReceptionist({ port: 0, authToken, publicUrl })
})
afterAll(() => app.close())

function map(...argv: string[]): Promise<CliResult> {
  return runCli(['map', `${app.url}/voice`, '--public-url', publicUrl, ...argv], { env })
}

describe('ringback map', () => {
  it('prints the tree of an app, and marks nothing about one that is sound', async () => {
    const { code, stdout, stderr } = await map()
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    await expect(stdout).toMatchFileSnapshot('golden/map.txt')
  })

  it('gives the same map every time', async () => {
    const [one, other] = [await map('--reporter', 'json'), await map('--reporter', 'json')]
    expect(other.stdout).toBe(one.stdout)
  })

  it.each([
    ['tree.svg', /^<svg [^]+<\/svg>\n$/],
    ['tree.html', /^<!doctype html>[^]+id="reports">\[\{"kind":"map"[^]+<\/html>\n$/],
    ['tree.mmd', /^flowchart LR\n[^]+s1 -->/],
    ['tree.json', /^\{\n {2}"voiceUrl"/],
  ])('writes %s', async (name, pattern) => {
    const file = join(mkdtempSync(join(tmpdir(), 'ringback-map-')), name)
    const { code, stderr } = await map('--output', file)
    expect(code).toBe(0)
    expect(stderr).toMatch(new RegExp(`^Wrote .*${name} \\(\\w+\\)\\.\n$`))
    const text = readFileSync(file, 'utf8')
    expect(text).toMatch(pattern)
    expect(text).not.toMatch(/(?:src|href)="https?:/)
  })

  it('marks routes that no caller reaches', async () => {
    const { code, stdout } = await map('--route', '/voice/menu', '--route', '/voice/secret')
    expect(code).toBe(0)
    expect(stdout).toContain('unreachable-route  /voice/secret')
    expect(stdout).not.toContain('unreachable-route  /voice/menu')
  })

  it('says when the limits leave something open', async () => {
    const { stdout } = await map('--depth', '1')
    expect(stdout).toContain('There may be more: the crawl stopped after 1 input in a row (--depth).')
    expect((await map('--max-requests', '20')).stdout).toContain(
      'There may be more: the crawl stopped after 20 requests (--max-requests).',
    )
  })

  it('marks what is broken, exits 1, and gives a command that shows it', async () => {
    const flawed = await startFlawed({ port: 0, authToken, publicUrl, bug: 'promised-key-without-page' })
    onTestFinished(() => flawed.close())
    const argv = ['map', `${flawed.url}/voice`, '--public-url', publicUrl]
    const { code, stdout } = await runCli([...argv, '--reporter', 'json'], { env })
    expect(code).toBe(1)
    const { marks } = JSON.parse(stdout) as { marks: (PhoneMap['marks'][number] & { command: string })[] }
    expect(marks).toMatchObject([{ kind: 'broken-target', keys: '5', twilioCode: 11200 }])
    expect(marks[0]?.command).toBe(
      `ringback call ${flawed.url}/voice --public-url https://phone.example.com --keys 5`,
    )
    const replayed = await runCli((marks[0]?.command ?? '').split(' ').slice(1), { env })
    expect(replayed.code).toBe(1)
    expect(replayed.stdout).toContain('/voice/hours  voice.redirect  404')
  })

  it.each([
    [['map'], 'No app URL given. Pass it: ringback map http://127.0.0.1:3000'],
    [
      ['map', 'http://127.0.0.1:1/voice', '--depth', '0'],
      '--depth must be a whole number of 1 or more, not "0".',
    ],
    [['map', 'http://127.0.0.1:1/voice', '-o', 'tree.gif'], 'has an unknown extension'],
  ])('refuses %j with exit code 2', async (argv, message) => {
    const result = await runCli(argv, { env })
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(result.stderr).toContain(message)
  })
})
