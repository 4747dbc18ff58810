import { describe, expect, it } from 'vitest'
import { runCli } from './run-cli.ts'

describe('the shell', () => {
  it('prints help on stdout', async () => {
    const { code, stdout, stderr } = await runCli(['--help'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    await expect(stdout).toMatchFileSnapshot('golden/help.txt')
  })

  it.each([
    [['catalg'], 'Did you mean catalog?'],
    [[], 'Say which command to run.'],
    [['catalog', '--format', 'xml'], 'Choices: "pretty", "json"'],
    [['catalog', '--no-such-option'], 'Unknown argument'],
  ])('refuses %j with exit code 2 and says why', async (argv, message) => {
    const result = await runCli(argv)
    expect(result.code).toBe(2)
    expect(result.stdout).toBe('')
    expect(result.stderr).toContain(message)
  })
})
