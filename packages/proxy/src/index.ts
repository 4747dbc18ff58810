import '@ringback/common/require-node'

export type { NotRecordedReason, ProxyCounts, ProxyEvent, RefusedRequest } from './events.ts'
export { joinProxies, type JoinedProxies, type ProxyNews } from './join-proxies.ts'
export type { UpstreamTls } from './forward/connect.ts'
export { defaultLimits, type Clock, type Limits, type ProxyOptions, type SignatureMode } from './options.ts'
export { problemsOfTokens, ProxyOptionsError } from './options-problems.ts'
export type { CloseOptions, GivenTokens, Proxy } from './proxy.ts'
export { startProxy } from './start-proxy.ts'
export { pathClass } from './path-class.ts'
export {
  durationBuckets,
  requestPlace,
  statusClasses,
  trafficMethods,
  trafficSources,
  type Durations,
  type StatusClass,
  type Traffic,
  type TrafficMethod,
  type TrafficSource,
  type UpgradeState,
  type UpstreamError,
} from './traffic/traffic.ts'
export type { TrustForwarded } from './serve/forwarded-origin.ts'
export type { TokensByAccount } from './signature/auth-tokens.ts'
export type { Target } from './targets/target.ts'
export { problemsOfTargets } from './targets/target-problems.ts'
