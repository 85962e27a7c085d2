import '@mantine/core/styles/Table.css';
import { Table } from '@mantine/core';
import type { SelfRun } from '../../data/runs/selfRuns.ts';
import room from '../../ui/room.module.css';
import { formatCount, formatNumber } from '../../ui/text/quantity.ts';
import { Term } from '../../ui/text/Term.tsx';

/** What the network knew after some epochs, beside other weights on the same galaxies. */
export function ProbeTable({ run: { probes, label } }: { run: SelfRun }) {
  return (
    <section className={room.part} aria-label="What it knows">
      <h3 className={room.heading}>{label ? `What it knows of ${label.title}` : 'Directions in use'}</h3>
      <div className={room.wide}>
        <Table aria-label="Probes" withRowBorders={false} horizontalSpacing={6} verticalSpacing={2}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Weights</Table.Th>
              {label && (
                <>
                  <Table.Th>
                    <Term meaning="Area under ROC of the votes of the 20 most similar labelled galaxies: 0.5 is chance, 1 perfect.">
                      neighbours
                    </Term>
                  </Table.Th>
                  <Table.Th>
                    <Term meaning="Area under ROC of a linear layer on the frozen representation: 0.5 is chance, 1 perfect.">
                      linear
                    </Term>
                  </Table.Th>
                </>
              )}
              <Table.Th>
                <Term meaning="How many directions the representation uses, exp of the entropy of its singular values (RankMe): near 1 it has collapsed.">
                  directions
                </Term>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {label?.others.map(({ title, knn, linear }) => (
              <Table.Tr key={title}>
                <Table.Td>{title}</Table.Td>
                <Table.Td>{formatNumber(knn)}</Table.Td>
                <Table.Td>{formatNumber(linear)}</Table.Td>
                <Table.Td>–</Table.Td>
              </Table.Tr>
            ))}
            {probes.map(({ epoch, knn, linear, rank }) => (
              <Table.Tr key={epoch}>
                <Table.Td>{epoch === 0 ? 'This, at the start' : `This, epoch ${epoch}`}</Table.Td>
                {label && (
                  <>
                    <Table.Td>{knn === undefined ? '–' : formatNumber(knn)}</Table.Td>
                    <Table.Td>{linear === undefined ? '–' : formatNumber(linear)}</Table.Td>
                  </>
                )}
                <Table.Td>{formatNumber(rank)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {label && (
        <p className={room.note}>
          Fitted on {formatCount(label.fitted)} labelled galaxies, judged by {formatCount(label.judged)}{' '}
          others. It may have seen their images, never a label. The galaxy weights have learnt from
          volunteers’ votes.
        </p>
      )}
    </section>
  );
}
