import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { recordingsOf, serializeRecording } from '@ringback/recording'
import { plainExchange, sid } from '@ringback/test-support/exchange'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCli } from './run-cli.ts'

const callSid = sid('CA', 1)
const exchange = { ...plainExchange, id: '1', callSid }
const redacted = { ...exchange, redaction: { keyId: 'abcd1234', replaced: {} } }

describe('ringback inspect', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ringback-inspect-'))
    mkdirSync(join(folder, 'recordings'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const write = (each: Parameters<typeof recordingsOf>[0]): void => {
    for (const recording of recordingsOf(each)) {
      writeFileSync(join(folder, 'recordings', 'call.json'), serializeRecording(recording))
    }
  }

  it('prints the address of a page that answers until it is stopped', async () => {
    write([redacted])
    let page: Promise<string> | undefined
    let stop: (signal: NodeJS.Signals) => void = () => {}
    const { code, stderr } = await runCli(['inspect'], {
      cwd: folder,
      onStart: (send) => (stop = send),
      onStdout(chunk) {
        page = fetch(chunk.trim()).then((response) => response.text())
        void page.finally(() => stop('SIGINT'))
      },
    })
    expect(code).toBe(0)
    expect(await page).toContain('page.js')
    expect(stderr).toContain('Open this address in a browser')
  })

  it('writes the page with its calls into one file', async () => {
    write([redacted])
    const { code, stderr } = await runCli(['inspect', '--export', 'report.html'], { cwd: folder })
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(/^Wrote 1 call to .*report\.html\.\n$/),
    })
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain(callSid)
  })

  it('exports no recording that is not redacted', async () => {
    write([exchange])
    const { code, stderr } = await runCli(['inspect', '--export', 'report.html'], { cwd: folder })
    expect(code).toBe(2)
    expect(stderr).toContain('not redacted, so it is not exported')
  })

  it('says where to get recordings when there are none', async () => {
    rmSync(join(folder, 'recordings'), { recursive: true })
    for (const argv of [['inspect'], ['inspect', '--export', 'report.html']]) {
      const { code, stderr } = await runCli(argv, { cwd: folder })
      expect(code).toBe(2)
      expect(stderr).toContain('recordings')
    }
  })

  const report = JSON.stringify({ findings: [] })

  it('shows reports beside the calls, or without any', async () => {
    write([redacted])
    writeFileSync(join(folder, 'fuzz.json'), report)
    const argv = ['inspect', '--report', 'fuzz.json', '--export', 'report.html']
    expect((await runCli(argv, { cwd: folder })).code).toBe(0)
    const html = readFileSync(join(folder, 'report.html'), 'utf8')
    expect(html).toContain('"kind":"findings"')
    expect(html).toContain(callSid)
    rmSync(join(folder, 'recordings'), { recursive: true })
    expect((await runCli(argv, { cwd: folder })).code).toBe(0)
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).not.toContain('id="recorded-calls"')
  })

  it.each([
    ['{', /Cannot read the report fuzz\.json/],
    ['{"findings":[{}]}', /fuzz\.json cannot be shown:\n\s+findings\.0\.id/],
    ['{"a":1}', /fuzz\.json is no report of fuzz, map or contract verify/],
  ])('exits 2 at a report that is %s', async (text, message) => {
    write([redacted])
    writeFileSync(join(folder, 'fuzz.json'), text)
    for (const more of [[], ['--export', 'report.html']]) {
      const { code, stderr } = await runCli(['inspect', '--report', 'fuzz.json', ...more], { cwd: folder })
      expect(code).toBe(2)
      expect(stderr).toMatch(message)
    }
  })

  it('names every report that cannot be read', async () => {
    const { code, stderr } = await runCli(['inspect', '--report', 'a.json', '--report', 'b.json'], {
      cwd: folder,
    })
    expect(code).toBe(2)
    expect(stderr).toMatch(/a\.json[^]*b\.json/)
  })
})
