/** `ringback/proxy`: the recording reverse proxy. */
import '../front-door/require-node.ts'

export {
  defaultLimits,
  ProxyOptionsError,
  startProxy,
  type CloseOptions,
  type Limits,
  type NotRecordedReason,
  type Proxy,
  type ProxyCounts,
  type ProxyEvent,
  type ProxyOptions,
  type SignatureMode,
  type TrustForwarded,
  type UpstreamTls,
} from '@ringback/proxy'
