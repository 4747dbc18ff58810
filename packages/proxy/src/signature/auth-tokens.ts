/** Auth tokens by the SID of their account; several while a new one is being promoted. */
export type TokensByAccount = Readonly<Record<string, string | readonly string[]>>

/** The auth tokens of the options: which may have signed a request of which account. */
export interface AuthTokens {
  readonly count: number
  /** The tokens that may have signed a request that names these accounts. */
  forAccounts(accountSids: readonly string[]): readonly string[]
  readonly hasAccounts: boolean
}

/** Auth tokens that can be changed while they are in use. */
export interface ChangeableTokens extends AuthTokens {
  /** From now on these hold in place of the ones before. */
  change(tokens: AuthTokens): void
}

/** Begins with these tokens. */
export function changeableTokens(tokens: AuthTokens): ChangeableTokens {
  let current = tokens
  return {
    get count() {
      return current.count
    },
    get hasAccounts() {
      return current.hasAccounts
    },
    forAccounts: (accountSids) => current.forAccounts(accountSids),
    change(changed) {
      current = changed
    },
  }
}

/** Auth tokens that are the same for every account. */
export function sharedTokens(tokens: readonly string[]): AuthTokens {
  return { count: tokens.length, hasAccounts: false, forAccounts: () => tokens }
}

/**
 * Auth tokens of which some belong to an account. A request that names such an account has to be signed with one of its
 * tokens; one that names an unknown account with one of the `shared` ones; one that names none with any of them.
 * Nothing that names two accounts is Twilio's.
 */
export function accountTokens(byAccount: TokensByAccount, shared: readonly string[]): AuthTokens {
  const table = new Map(Object.entries(byAccount).map(([sid, tokens]) => [sid, [tokens].flat()]))
  const all = [...new Set([...shared, ...[...table.values()].flat()])]
  return {
    count: all.length,
    hasAccounts: true,
    forAccounts(accountSids) {
      const [first, ...others] = new Set(accountSids)
      if (first === undefined) return all
      return others.length > 0 ? [] : (table.get(first) ?? shared)
    },
  }
}
