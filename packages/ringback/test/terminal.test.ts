import { stripVTControlCharacters } from 'node:util'
import type { CallEvent } from '@ringback/simulator'
import { describe, expect, it } from 'vitest'
import { createKeyboard } from '../src/commands/call/terminal/keyboard.ts'
import { createView } from '../src/commands/call/terminal/view.ts'
import { stylesFor } from '../src/shell/styles.ts'

const styles = stylesFor(
  { env: { FORCE_COLOR: '1' }, isTerminal: { stdin: true, stdout: true, stderr: true } },
  'stdout',
)
const callSid = `CA${'0'.repeat(32)}`
const moment = { columns: 100, rows: 12, waiting: undefined, typing: undefined, isOver: false }
const started: CallEvent = {
  type: 'call-started',
  at: 0,
  callSid,
  from: '+14155550100',
  to: '+14155550199',
  direction: 'inbound',
  parentCallSid: null,
}
const said: CallEvent = {
  type: 'said',
  at: 1000,
  callSid,
  text: 'For sales, press one now.',
  voice: '',
  language: '',
}

describe('the screen of the interactive phone', () => {
  const shown = (at: number, more: Partial<typeof moment> = {}): string => {
    const view = createView(styles)
    view.take(started)
    view.take(said)
    return stripVTControlCharacters(view.screen({ ...moment, ...more, at }).join('\n'))
  }

  it('shows what is said as it is said', () => {
    expect(shown(1000)).not.toContain('For')
    expect(shown(1700)).toContain('"For sales,')
    expect(shown(1700)).not.toContain('press one')
    expect(shown(9000)).toContain('"For sales, press one now."')
  })

  it.each([
    [100, 12],
    [60, 8],
    [200, 40],
  ])('fills %i columns and %i rows, and no more', (columns, rows) => {
    const lines = shown(9000, { columns, rows }).split('\n')
    expect(lines).toHaveLength(rows)
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(columns)
  })

  it('has legs and webhooks at the side where there is room', () => {
    expect(shown(0)).toContain('Webhooks')
    expect(shown(0, { columns: 60 })).not.toContain('Webhooks')
  })
})

describe('the keyboard of the interactive phone', () => {
  it('presses keys and hangs up', () => {
    const { type } = createKeyboard()
    expect(type('1#')).toEqual([
      { type: 'press', key: '1' },
      { type: 'press', key: '#' },
    ])
    expect(type('h')).toEqual([{ type: 'hangup' }])
    expect(type('\u0003')).toEqual([{ type: 'leave' }])
    expect(type('\u001B[A')).toEqual([])
  })

  it('takes words after s until Enter, and forgets them at Escape', () => {
    const { type, typing } = createKeyboard()
    expect(type('sh1x\u007F')).toEqual([])
    expect(typing()).toBe('h1')
    expect(type('\r')).toEqual([{ type: 'say', text: 'h1' }])
    type('sno')
    type('\u001B')
    expect(typing()).toBeUndefined()
  })
})
