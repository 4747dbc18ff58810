import { describe, expect, it } from 'vitest'
import { runCli } from './run-cli.ts'

describe('ringback generate', () => {
  it('gives the same webhooks for the same seed', async () => {
    const argv = ['generate', '--count', '20', '--seed', '42']
    const [first, second] = [await runCli(argv), await runCli(argv)]
    expect(first).toEqual(second)
    expect(first.stdout.trimEnd().split('\n')).toHaveLength(20)
    expect((await runCli(['generate', '--count', '20', '--seed', '43'])).stdout).not.toBe(first.stdout)
  })

  it('gives what `check webhook` has no error against', async () => {
    const { stdout } = await runCli(['generate', '--count', '300', '--seed', '7'])
    const checked = await runCli(['check', 'webhook', '--reporter', 'ndjson'], { stdin: stdout })
    // A few kinds are too small to be told by their parameters alone; what is recognised has no error.
    const verdicts = checked.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string | null; findings: { severity: string }[] })
    const wrong = verdicts.filter(
      ({ kind, findings }) => kind !== null && findings.some(({ severity }) => severity === 'error'),
    )
    expect(verdicts).toHaveLength(300)
    expect(wrong).toEqual([])
  })

  it('gives every edge case alone', async () => {
    const { stdout } = await runCli(['generate', 'gather.action', '--edge-cases', 'only'])
    const names = stdout
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { id: string }).id)
    expect(names[0]).toBe('plain')
    expect(new Set(names).size).toBe(names.length)
    expect(names.length).toBeGreaterThan(50)
  })

  it('goes beyond what Twilio sends when it is told to', async () => {
    const argv = ['generate', 'gather.action', '--hostile', '--count', '200']
    const { stdout } = await runCli(argv)
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { hostility: string })
    expect(new Set(rows.map(({ hostility }) => hostility)).size).toBeGreaterThan(4)
    expect((await runCli([...argv, '--format', 'form'])).stdout).toMatch(/%(?![0-9A-F]{2})/i)
  })

  it.each([
    [['generate', 'gather.aktion'], 'Unknown webhook kind gather.aktion. Did you mean gather.action?'],
    [['generate', 'gather'], 'Did you mean gather.action, gather.partial-result?'],
    [['generate', '--count', '0'], '--count'],
    [['generate', '--format', 'curl'], 'TWILIO_AUTH_TOKEN'],
  ])('refuses %j', async (argv, message) => {
    const result = await runCli(argv)
    expect(result.code).toBe(2)
    expect(result.stderr).toContain(message)
  })
})
