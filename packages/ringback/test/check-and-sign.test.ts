import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCli } from './run-cli.ts'

const root = join(import.meta.dirname, '../../..')
const folder = join(root, 'fixtures/webhooks')

interface Captured {
  readonly id: string
  readonly kind: string
  readonly method: string
  readonly parameters: Readonly<Record<string, string | string[]>>
}

const captured = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Captured)

function linesOf(stdout: string): readonly Record<string, unknown>[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

describe('ringback check webhook', () => {
  it('tells the kind of every captured webhook and finds no error', async () => {
    const stdin = captured.map(({ id, method, parameters }) =>
      JSON.stringify({ id, method, params: parameters }),
    )
    const { code, stdout } = await runCli(['check', 'webhook', '--reporter', 'ndjson'], {
      stdin: stdin.join('\n'),
    })
    const verdicts = linesOf(stdout).map(({ id, kind }) => ({ id, kind }))
    expect(verdicts).toEqual(captured.map(({ id, kind }) => ({ id, kind })))
    expect(code).toBe(0)
  })

  it('reads a raw form body', async () => {
    const stdin = 'CallSid=CA0123456789abcdef0123456789abcdef&DialCallStatus=hangup&CallStatus=in-progress'
    const { stdout } = await runCli(['check', 'webhook', '--reporter', 'ndjson'], { stdin })
    const [verdict] = linesOf(stdout)
    expect(verdict).toMatchObject({ id: null, kind: 'dial.action' })
    expect(JSON.stringify(verdict)).toContain('DialCallStatus')
  })

  it('reports a line that it cannot read in its place', async () => {
    const good = '{"id":"a","params":{"CallSid":"CA0123456789abcdef0123456789abcdef","CallStatus":"ringing"}}'
    const stdin = [good, '{"id":', '[1]', '{"id":"d","params":{"To":3}}', good].join('\n')
    const { code, stdout } = await runCli(['check', 'webhook', '--reporter', 'ndjson'], { stdin })
    expect(linesOf(stdout).map(({ id, kind }) => [id, kind !== null])).toEqual([
      ['a', true],
      [null, false],
      [null, false],
      ['d', false],
      ['a', true],
    ])
    expect(code).toBe(1)
  })

  it('shows a person what is odd', async () => {
    const stdin =
      'CallSid=CA0123456789abcdef0123456789abcdef&callstatus=ringing&CallStatus=answered&Direction=inbound'
    const { stdout } = await runCli(['check', 'webhook'], { stdin })
    await expect(stdout).toMatchFileSnapshot('golden/check-webhook.txt')
  })

  it('refuses an empty input', async () => {
    expect(await runCli(['check', 'webhook'], { stdin: '' })).toMatchObject({ code: 2, stdout: '' })
  })
})

describe('ringback sign', () => {
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2'
  const request = ['--param', 'Digits=1234', '--param', 'CallSid=CA1234567890ABCDE', '--auth-token', '12345']

  it('verifies what it signed, and nothing else', async () => {
    const { stdout } = await runCli(['sign', url, ...request])
    const signature = stdout.trim()
    expect(signature).toMatch(/^[\w+/]{27}=$/)
    const verify = (target: string): Promise<{ code: number; stdout: string }> =>
      runCli(['sign', 'verify', target, ...request, '--signature', signature])
    await expect(verify(url)).resolves.toMatchObject({ code: 0, stdout: 'valid\n' })
    await expect(verify(`${url}3`)).resolves.toMatchObject({
      code: 1,
      stdout: 'not valid  signature-wrong\n',
    })
  })

  it('verifies NDJSON lines, and reports those that it cannot read', async () => {
    const stdin = [
      '{"id":7,"url":"https://a.example/","authToken":"t","signature":"x"}',
      'oops',
      '{"id":"u"}',
    ].join('\n')
    const { code, stdout } = await runCli(['sign', 'verify', '--format', 'ndjson'], { stdin })
    expect(code).toBe(1)
    expect(linesOf(stdout)).toEqual([
      { id: 7, valid: false, reason: 'signature-wrong' },
      { id: null, valid: false, reason: expect.stringContaining('line 2 is not JSON') },
      { id: 'u', valid: false, reason: 'line 3 has no "url"' },
    ])
  })

  it.each([
    [['sign'], 'Missing argument <url>'],
    [['sign', url], 'auth token'],
    [['sign', 'not a url', '--auth-token', 't'], 'not an absolute URL'],
    [['sign', url, '--auth-token', 't', '--param', 'CallSid'], 'Name=value'],
  ])('refuses %j', async (argv, message) => {
    const result = await runCli(argv)
    expect(result.code).toBe(2)
    expect(result.stderr).toContain(message)
  })
})
