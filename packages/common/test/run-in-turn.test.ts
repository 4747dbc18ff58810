import { expect, test } from 'vitest'
import { createRunInTurn } from '@ringback/common'

test('work of one key waits for the work before, also when that failed; other keys do not', async () => {
  const runInTurn = createRunInTurn()
  const log: string[] = []
  let fail = (): void => undefined
  const first = runInTurn('a', () => {
    log.push('a1')
    return new Promise<void>((_resolve, reject) => {
      fail = () => reject(new Error('a1'))
    })
  })
  const second = runInTurn('a', async () => void log.push('a2'))
  await runInTurn('b', async () => void log.push('b1'))
  expect(log).toEqual(['a1', 'b1'])
  fail()
  await expect(first).rejects.toThrow('a1')
  await second
  expect(log).toEqual(['a1', 'b1', 'a2'])
})
