/** What a person at the keyboard wants. */
export type KeyAction =
  | { readonly type: 'press'; readonly key: string }
  | { readonly type: 'say'; readonly text: string }
  | { readonly type: 'hangup' }
  | { readonly type: 'leave' }

/** Reads a terminal in raw mode. */
export interface Keyboard {
  /** The actions that these characters complete. */
  readonly type: (characters: string) => readonly KeyAction[]
  /** What is being typed to be said; undefined when nothing is. */
  readonly typing: () => string | undefined
}

const controlC = '\u0003'
const escape = '\u001B'

/** A keyboard on which nothing was typed yet. */
export function createKeyboard(): Keyboard {
  let typing: string | undefined
  const typeOne = (character: string): readonly KeyAction[] => {
    if (character === controlC) return [{ type: 'leave' }]
    if (typing !== undefined) return dictate(character, typing)
    if (/^[0-9*#A-D]$/.test(character)) return [{ type: 'press', key: character }]
    if (character === 'h') return [{ type: 'hangup' }]
    if (character === 's') typing = ''
    return []
  }
  const dictate = (character: string, text: string): readonly KeyAction[] => {
    if (character === '\r' || character === '\n') {
      typing = undefined
      return text.trim() === '' ? [] : [{ type: 'say', text: text.trim() }]
    }
    if (character === '\u007F' || character === '\b') typing = text.slice(0, -1)
    else if (character >= ' ') typing = text + character
    return []
  }
  return {
    typing: () => typing,
    type(characters) {
      if (characters === escape) typing = undefined
      // Arrow keys and the like come as sequences, and mean nothing here.
      if (characters.startsWith(escape)) return []
      return Array.from(characters).flatMap(typeOne)
    },
  }
}
