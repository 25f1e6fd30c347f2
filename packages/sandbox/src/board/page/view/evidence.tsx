import type { EvidenceView } from '../../protocol.ts';

/** What the pipeline has told of what it deploys, and which rule has decided by it. */
export function Evidence({ evidence }: { readonly evidence: EvidenceView | null }) {
  if (evidence === null) return null;
  const facts = evidence.facts.filter(([, text]) => text !== '');
  return (
    <section class="evidence" aria-labelledby="evidence">
      <h3 id="evidence">Evidence: {evidence.status}</h3>
      <dl class="facts-list">
        {facts.map(([name, text]) => (
          <>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </>
        ))}
        {evidence.rules.length > 0 && (
          <>
            <dt>Policy</dt>
            <dd>{evidence.rules.join('\n')}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
