import { expect, test } from 'vitest'
import { mark, shortestOfEach } from '../../src/marks/mark.ts'
import { markWith } from '../support.ts'

const key = (keys: string) => ({ type: 'keys', keys }) as const

test('a mark is a warning with a key path unless it says more', () => {
  const given = { kind: 'dead-end', message: '', path: [key('1'), { type: 'nothing' }], state: 1 } as const
  expect(mark(given)).toMatchObject({ severity: 'warning', twilioCode: null, keys: '1,n' })
  expect(mark({ ...given, severity: 'error', twilioCode: 11200 })).toMatchObject({
    severity: 'error',
    twilioCode: 11200,
  })
})

test('of marks about the same thing the one with the shortest path is kept', () => {
  const long = markWith({ path: [key('1'), key('2')], message: 'a' })
  const short = markWith({ path: [key('3')], message: 'a' })
  const other = markWith({ path: [key('1'), key('2'), key('3')], message: 'b' })
  expect(shortestOfEach([long, other, short], ({ message }) => message)).toEqual([short, other])
})
