import type { Route } from './api/route.ts'
import { callRoutes } from './calls/call-routes.ts'

/** Everything that the API can do. */
export const routes: readonly Route[] = [...callRoutes]
