import { AggregatorRegistry, collectDefaultMetrics, Registry } from 'prom-client'
import type { MetricsText } from './admin-server.ts'
import { metricRows, type MetricFacts, type MetricRow } from './metric-rows.ts'

/**
 * Writes metrics in the text format of Prometheus, with those of this process that prom-client collects. The proxy counts by itself,
 * in each of its processes: what is shown is made of those sums when it is asked for. `facts`: undefined before there is a proxy.
 */
export function createMetricsWriter(
  facts: () => Promise<MetricFacts | undefined>,
): () => Promise<MetricsText> {
  const own = new Registry()
  collectDefaultMetrics({ register: own })
  return async () => {
    const now = await facts()
    const rows = now === undefined ? [] : metricRows.map((row) => metricOf(row, now))
    const all = AggregatorRegistry.aggregate([rows, await own.getMetricsAsJSON()])
    return { contentType: all.contentType, text: await all.metrics() }
  }
}

/** A metric in the form in which prom-client hands metrics from process to process. */
function metricOf({ name, help, type, samples }: MetricRow, facts: MetricFacts): object {
  const values = samples(facts).map(({ labels, value, suffix }) => ({
    labels,
    value,
    ...(suffix !== undefined && { metricName: name + suffix }),
  }))
  return { name, help, type, aggregator: 'sum', values }
}
