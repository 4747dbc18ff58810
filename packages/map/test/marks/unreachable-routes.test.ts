import { expect, test } from 'vitest'
import { goodPages, mapOf } from '../support.ts'

test('only routes that no call requested are marked, whatever their query', async () => {
  const { marks } = await mapOf(goodPages, {
    routes: ['/choose?x=1', 'https://app.example.com/thanks', '/secret'],
  })
  expect(marks).toMatchObject([
    {
      kind: 'unreachable-route',
      severity: 'warning',
      message: '/secret was not requested in any call',
      state: null,
    },
  ])
})
