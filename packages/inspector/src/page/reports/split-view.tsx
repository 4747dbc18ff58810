import type { ComponentChildren, JSX, RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { countText, numberText } from '../format.ts'
import { useKeys, type KeyActions } from '../keys.ts'
import type { SetParameters } from './report-address.ts'

/** A choice among values that narrows the list. */
export interface Choice {
  /** Its name in the address. */
  readonly name: string
  readonly label: string
  readonly values: readonly string[]
}

interface Props<Item> {
  /** `Findings`. */
  readonly label: string
  /** `finding`. */
  readonly noun: string
  readonly items: readonly Item[]
  readonly choices: readonly Choice[]
  /** Whether an item has the chosen value; and all its text, for the search. */
  readonly hasValue: (item: Item, choice: string, value: string) => boolean
  readonly textOf: (item: Item) => string
  readonly row: (item: Item) => ComponentChildren
  readonly detail: (item: Item) => ComponentChildren
  readonly parameters: URLSearchParams
  readonly set: SetParameters
  readonly keys?: (selected: Item | undefined) => KeyActions
  /** What those keys do. */
  readonly keysText?: ComponentChildren
}

/** A list with filters, and beside it the item that is selected in it. */
export function SplitView<Item extends { readonly id: string }>(props: Props<Item>): JSX.Element {
  const { label, noun, items, choices, parameters, set, row, detail } = props
  const search = useRef<HTMLInputElement>(null)
  const shown = itemsShown(props)
  const at = Math.max(
    0,
    shown.findIndex(({ id }) => id === parameters.get('item')),
  )
  const selected = shown[at]
  const select = (index: number): void => {
    const item = shown[Math.max(0, Math.min(shown.length - 1, index))]
    if (item !== undefined) set({ item: item.id })
  }
  useKeys({
    j: () => select(at + 1),
    ArrowDown: () => select(at + 1),
    k: () => select(at - 1),
    ArrowUp: () => select(at - 1),
    Home: () => select(0),
    End: () => select(shown.length - 1),
    '/': () => search.current?.focus(),
    Escape() {
      const active = document.activeElement
      if (active instanceof HTMLInputElement) active.blur()
      else set(Object.fromEntries(['text', ...choices.map(({ name }) => name)].map((name) => [name, ''])))
    },
    ...props.keys?.(selected),
  })
  return (
    <>
      <Filters {...props} search={search} shown={shown.length} />
      <div class="split">
        <ItemList label={label} items={shown} at={at} select={select} row={row} />
        {selected === undefined ? (
          <p class="quiet empty">{items.length === 0 ? `No ${noun}s.` : 'Nothing matches the filters.'}</p>
        ) : (
          <article class="detail" aria-label={`Selected ${noun}`} tabIndex={0} key={selected.id}>
            {detail(selected)}
          </article>
        )}
      </div>
      <p class="keys">
        <kbd>j</kbd> <kbd>k</kbd> next, previous {noun} · <kbd>/</kbd> search · <kbd>Esc</kbd> clear the
        filters
        {props.keysText}
      </p>
    </>
  )
}

interface FiltersProps<Item> extends Props<Item> {
  readonly search: RefObject<HTMLInputElement | null>
  /** How many items match. */
  readonly shown: number
}

function Filters<Item>({
  noun,
  items,
  choices,
  parameters,
  set,
  search,
  shown,
}: FiltersProps<Item>): JSX.Element {
  return (
    <search class="filters">
      <label>
        Search
        <input
          ref={search}
          type="search"
          value={parameters.get('text') ?? ''}
          onInput={(event) => set({ text: event.currentTarget.value })}
        />
      </label>
      {choices.map((choice) => (
        <ChoiceField key={choice.name} choice={choice} parameters={parameters} set={set} />
      ))}
      <p class="summary" role="status">
        {shown === items.length
          ? countText(items.length, noun)
          : `${numberText(shown)} of ${countText(items.length, noun)}`}
      </p>
    </search>
  )
}

function itemsShown<Item>({ items, choices, hasValue, textOf, parameters }: Props<Item>): readonly Item[] {
  const text = (parameters.get('text') ?? '').toLowerCase()
  const chosen = choices.flatMap(({ name }) => {
    const value = parameters.get(name) ?? ''
    return value === '' ? [] : [{ name, value }]
  })
  return items.filter(
    (item) =>
      chosen.every(({ name, value }) => hasValue(item, name, value)) &&
      (text === '' || textOf(item).toLowerCase().includes(text)),
  )
}

interface ChoiceProps {
  readonly choice: Choice
  readonly parameters: URLSearchParams
  readonly set: SetParameters
}

function ChoiceField({ choice: { name, label, values }, parameters, set }: ChoiceProps): JSX.Element {
  return (
    <label>
      {label}
      <select
        value={parameters.get(name) ?? ''}
        onChange={(event) => set({ [name]: event.currentTarget.value })}
      >
        <option value="">any</option>
        {values.map((value) => (
          <option key={value}>{value}</option>
        ))}
      </select>
    </label>
  )
}

interface ListProps<Item> {
  readonly label: string
  readonly items: readonly Item[]
  readonly at: number
  readonly select: (index: number) => void
  readonly row: (item: Item) => ComponentChildren
}

function ItemList<Item extends { readonly id: string }>({
  label,
  items,
  at,
  select,
  row,
}: ListProps<Item>): JSX.Element {
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' })
  }, [at])
  return (
    <section class="items" aria-label={label} tabIndex={0}>
      <ul ref={list}>
        {items.map((item, index) => (
          <li key={item.id}>
            <button
              type="button"
              aria-current={index === at ? 'true' : undefined}
              onClick={() => select(index)}
            >
              {row(item)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
