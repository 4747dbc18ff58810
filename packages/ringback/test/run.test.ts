import { describe, expect, it } from 'vitest'
import { runCli } from './run-cli.ts'

describe('the shell', () => {
  it('prints help on stdout', async () => {
    const { code, stdout, stderr } = await runCli(['--help'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    await expect(stdout).toMatchFileSnapshot('golden/help.txt')
  })

  it('prints help and exits 0 when no command is given', async () => {
    expect(await runCli([])).toEqual(await runCli(['--help']))
  })

  it('shows the help of a command whose subcommand is missing', async () => {
    const { code, stdout, stderr } = await runCli(['export'])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('ringback export har [call]')
    expect(stderr).toContain('error Missing subcommand: har')
  })

  it.each<[readonly string[], string, string]>([
    [['catalg'], 'Unknown command catalg. Did you mean catalog?', 'ringback --help'],
    [
      ['contract', 'verfy'],
      'Unknown command contract verfy. Did you mean contract verify?',
      'ringback contract --help',
    ],
    [['--no-such'], 'Unknown option --no-such.', 'ringback --help'],
    [
      ['catalog', '--format', 'xml'],
      '--format must be pretty or json, not "xml".',
      'ringback catalog --help',
    ],
    [
      ['catalog', '--formt', 'json'],
      'Unknown option --formt. Did you mean --format?',
      'ringback catalog --help',
    ],
    [
      ['contract', 'verify', '3000', '--format=junit'],
      'Unknown option --format. Did you mean --reporter?',
      'ringback contract verify --help',
    ],
    [['catalog', 'CallSid', 'CallStatus'], 'Unexpected argument "CallStatus".', 'ringback catalog --help'],
    [
      ['record', '3000', '--port', 'abc'],
      '--port must be a whole number from 0 to 65535, not "abc".',
      'ringback record --help',
    ],
    [
      ['record', '3000', '--port', '70000'],
      '--port must be a whole number from 0 to 65535',
      'ringback record --help',
    ],
    [['record', '3000', '--port'], '--port needs a value.', 'ringback record --help'],
    [['record', '3000', '--port', '--host', 'x'], '--port needs a value.', 'ringback record --help'],
    [
      ['record', '3000', '--port', '1', '--port', '2'],
      '--port was given 2 times; give it once.',
      'ringback record --help',
    ],
    [['record', '3000', '--redact=maybe'], '--redact takes no value', 'ringback record --help'],
    [
      ['fuzz', '3000', '--max-time', '0'],
      '--max-time must be a number above 0, not "0".',
      'ringback fuzz --help',
    ],
    [['contract', 'build'], 'Missing option --provider', 'ringback contract build --help'],
    [['contract', 'diff', 'a'], 'Missing argument <new>', 'ringback contract diff --help'],
    [['sign', 'verify', '--signatur', 'x'], 'Did you mean --signature?', 'ringback sign verify --help'],
  ])(
    'refuses %j with exit code 2, says why, and names the help of that command',
    async (argv, message, help) => {
      const result = await runCli(argv)
      expect(result.code).toBe(2)
      expect(result.stdout).toBe('')
      expect(result.stderr).toContain(message)
      expect(result.stderr).toContain(`See: ${help}`.replace('See: ringback --help', 'ringback --help'))
    },
  )

  it('names every problem of a command line at once', async () => {
    const { stderr } = await runCli(['record', '--prot', '1', '--timeout', 'soon', 'one', 'two'])
    expect(stderr).toContain('Unknown option --prot. Did you mean --port?')
    expect(stderr).toContain('--timeout must be a number above 0, not "soon".')
    expect(stderr).toContain('Unexpected argument "two".')
  })

  it('takes the options of every command before the command, and negative numbers', async () => {
    const missing = await runCli(['--config', 'none.ts', 'show'])
    expect(missing.stderr).toContain('Cannot find the configuration file')
    expect((await runCli(['generate', '--seed', '-1', '--count', '1'])).code).toBe(0)
  })
})
