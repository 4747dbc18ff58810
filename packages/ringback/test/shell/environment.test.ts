import { describe, expect, it } from 'vitest'
import { recordCommand } from '../../src/commands/record/record.ts'
import { commandHelp } from '../../src/shell/help.ts'
import { variableOf } from '../../src/shell/environment/variable-of.ts'
import { camelCase, type OptionRow } from '../../src/shell/option-row.ts'
import { parseOptions } from '../../src/shell/parse-options.ts'
import { runCli } from '../run-cli.ts'

const rows: readonly (readonly [string, OptionRow])[] = Object.entries({
  ...recordCommand.positionals,
  ...recordCommand.options,
})
const fromEnvironment = rows.filter(([, row]) => row.fromEnvironment === true)

/** A value that an option takes, another than its default. */
function valueOf([name, row]: readonly [string, OptionRow]): string {
  if (row.type === 'boolean') return String(row.default !== true)
  if (row.type === 'number') return name === 'sample' ? '0.25' : '3'
  return row.choices?.find((choice) => choice !== row.default) ?? 'some-value'
}

describe('the options of record from the environment', () => {
  it('are there for everything that a container needs', () => {
    expect(fromEnvironment.map(([name]) => variableOf(name))).toEqual(
      expect.arrayContaining([
        'RINGBACK_APP',
        'RINGBACK_PORT',
        'RINGBACK_HOST',
        'RINGBACK_PUBLIC_URL',
        'RINGBACK_SIGNATURE',
        'RINGBACK_ALLOW',
        'RINGBACK_RECORDINGS',
        'RINGBACK_SAMPLE',
        'RINGBACK_ONLY',
        'RINGBACK_TARGET',
        'RINGBACK_WORKERS',
        'RINGBACK_SETTLE',
      ]),
    )
  })

  it.each(fromEnvironment)('--%s reads the same from its variable as from the command line', (name, row) => {
    const value = valueOf([name, row])
    const isPositional = name in recordCommand.positionals
    const argv = isPositional
      ? [value]
      : row.type === 'boolean'
        ? [`--${value === 'true' ? '' : 'no-'}${name}`]
        : [`--${name}`, value]
    const given = parseOptions(argv, recordCommand)
    const read = parseOptions([], recordCommand, { [variableOf(name)]: value })
    expect(read.problems).toEqual([])
    expect(read.values).toEqual(given.values)
    expect(read.fromEnvironment).toEqual([name])
    expect(read.values[camelCase(name)]).not.toEqual(parseOptions([], recordCommand).values[camelCase(name)])
  })

  it('give way to the command line, and win over the default', () => {
    const env = { RINGBACK_PORT: '4200', RINGBACK_APP: '3000', RINGBACK_HOST: '' }
    expect(parseOptions(['3001', '--port', '4300'], recordCommand, env)).toMatchObject({
      values: { app: '3001', port: 4300, host: '127.0.0.1' },
      fromEnvironment: [],
    })
    expect(parseOptions([], recordCommand, env)).toMatchObject({
      values: { app: '3000', port: 4200, host: '127.0.0.1' },
      fromEnvironment: ['port', 'app'],
    })
  })

  it('may be several, with the separator of the option or on lines', () => {
    const env = {
      RINGBACK_ONLY: 'gather.action, dial.action',
      RINGBACK_TARGET: '/a=3001\n  +14155550101=3002\n',
      RINGBACK_REDACT_PATTERN: 'order-[0-9]{3,5}\nfoo,bar',
    }
    expect(parseOptions([], recordCommand, env).values).toMatchObject({
      only: ['gather.action', 'dial.action'],
      target: ['/a=3001', '+14155550101=3002'],
      redactPattern: ['order-[0-9]{3,5}', 'foo,bar'],
    })
  })

  it('are told together when they are wrong, by the names of their variables', async () => {
    const env = {
      RINGBACK_PORT: 'tcp://10.0.0.1:4100',
      RINGBACK_SAMPLE: '2',
      RINGBACK_SIGNATURE: 'requires',
      RINGBACK_SETTLE: 'yes',
    }
    const { code, stderr } = await runCli(['record', '3000', '--workers', '0'], { env })
    expect(code).toBe(2)
    expect(stderr).toContain(
      'RINGBACK_PORT must be a whole number from 0 to 65535, not "tcp://10.0.0.1:4100".',
    )
    expect(stderr).toContain('enableServiceLinks: false')
    expect(stderr).toContain('RINGBACK_SAMPLE must be a number from 0 to 1, not "2".')
    expect(stderr).toContain(
      'RINGBACK_SIGNATURE must be off, warn or require, not "requires". Did you mean require?',
    )
    expect(stderr).toContain('RINGBACK_SETTLE must be true or false, not "yes".')
    expect(stderr).toContain('--workers must be a whole number from 1 to 64 or auto, not "0".')
  })

  it.each([
    [{ RINGBACK_SPOOL_LIMIT: '4 bananas' }, 'RINGBACK_SPOOL_LIMIT'],
    [{ RINGBACK_SIGNATURE: 'require', TWILIO_AUTH_TOKEN: 'x' }, 'RINGBACK_SIGNATURE'],
    [{ RINGBACK_ONLY: 'gather.aktion' }, 'RINGBACK_ONLY'],
    [{ RINGBACK_TARGET: 'billing' }, 'RINGBACK_TARGET'],
    [{ RINGBACK_CONFIG: '/nowhere/ringback.config.ts' }, 'RINGBACK_CONFIG'],
  ])('are named where they are found to be wrong later: %j', async (env, variable) => {
    const { code, stderr } = await runCli(['record', '3000'], { env })
    expect(code).toBe(2)
    expect(stderr).toContain(`Set in the environment: ${variable}\n`)
  })

  it('stand in one row of the help page, with those that there are no variables for', () => {
    const help = commandHelp(
      {
        words: ['record'],
        entry: { usage: 'record [app]', describe: '' },
        notes: { page: 'x', environment: [] },
      },
      recordCommand,
      400,
    )
    const [line, ...others] = help.split('\n').filter((each) => each.includes('RINGBACK_<'))
    expect(others).toEqual([])
    expect(line).toContain('RINGBACK_PUBLIC_URL for --public-url')
    expect(line).toContain('--auth-token')
    expect(line).not.toContain('--sample')
  })

  it('are read by no command that does not declare them', async () => {
    const { code } = await runCli(['generate', '--count', '1'], {
      env: { RINGBACK_COUNT: 'x', RINGBACK_PORT: 'y' },
    })
    expect(code).toBe(0)
  })
})
