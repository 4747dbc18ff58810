import { formatRfc2822 } from '@ringback/catalog'
import { uriOf, type Account } from '../account/account.ts'
import { found, refused } from '../api/answer.ts'
import { pageOf } from '../api/paging.ts'
import type { Route } from '../api/route.ts'
import { restParameter, type RestParameter } from '../data/rest-parameter.ts'
import type { ConfiguredRow } from './configured.ts'

/** IncomingPhoneNumbers and Applications, as the options give them. Read-only. */
export const configuredRoutes: readonly Route[] = [
  ...routesOf('IncomingPhoneNumbers', 'incoming_phone_numbers', ({ numbers }) => numbers, {
    phone_number: restParameter.PhoneNumber,
    friendly_name: restParameter.FriendlyName,
  }),
  ...routesOf('Applications', 'applications', ({ applications }) => applications, {
    friendly_name: restParameter.FriendlyName,
  }),
]

function routesOf(
  name: string,
  field: string,
  rowsOf: (account: Account) => ReadonlyMap<string, ConfiguredRow>,
  filters: Readonly<Record<string, RestParameter>>,
): readonly Route[] {
  const render = (account: Account, { sid, fields, createdAt }: ConfiguredRow): object => ({
    ...fields,
    sid,
    account_sid: account.simulation.accountSid,
    date_created: formatRfc2822(createdAt),
    date_updated: formatRfc2822(createdAt),
    uri: uriOf(account, name, sid),
  })
  return [
    {
      method: 'GET',
      path: `/${name}`,
      run(account, request) {
        const rows = [...rowsOf(account).values()].filter(({ fields }) =>
          Object.entries(filters).every(([each, parameter]) => {
            const wanted = request.query.get(parameter)
            return wanted === undefined || String(fields[each]).includes(wanted)
          }),
        )
        return pageOf(request, {
          field,
          rows,
          key: ({ sid }) => sid,
          render: (row) => render(account, row),
        })
      },
    },
    {
      method: 'GET',
      path: `/${name}/{Sid}`,
      run(account, { sids, path }) {
        const row = rowsOf(account).get(sids['Sid'] ?? '')
        if (row === undefined) throw refused('notFound', path)
        return found(render(account, row))
      },
    },
  ]
}
