import { describe, expect, it } from 'vitest'
import { isShown, runPage } from './session.ts'

/** Pages whose commands run as they stand, from the first to the last, with the output that the page shows. */
const pages = ['fuzz', 'map', 'call', 'record', 'signatures', 'serve', 'voice-agents']

describe('a page does what it says', () => {
  it.each(pages)('docs/%s.md', async (page) => {
    const { done, shown } = await runPage(`docs/${page}.md`)
    expect(done.length).toBeGreaterThan(0)
    for (const { expected, output } of shown) {
      expect(isShown(expected, output) || `${expected}\nis not in\n\n${output}`).toBe(true)
    }
  })
})
