import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { ClassRecipe } from '../../../contracts/curation.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { FoldButton } from '../../../ui/FoldButton.tsx';
import classes from './NewSetForm.module.css';

interface ClassRulesProps {
  classes: readonly ClassRecipe[];
  startsOpen: boolean;
  onChange(classes: ClassRecipe[]): void;
}

/** One rule over columns a class, and the column that says how sure it is. */
export function ClassRules({ classes: recipes, startsOpen, onChange }: ClassRulesProps) {
  const columns = useStore(useSession().columns, s => s.columns);
  const numbers = columns.filter(({ kind }) => kind === 'number').map(({ name }) => name);
  const [open, setOpen] = useState(startsOpen);
  const change = (at: number, fields: Partial<ClassRecipe>) =>
    onChange(recipes.map((each, i) => (i === at ? { ...each, ...fields } : each)));
  return (
    <div>
      <FoldButton open={open} onChange={setOpen}>
        Rules of the {recipes.length} classes
      </FoldButton>
      {open && (
        <ol className={classes.rules}>
          {recipes.map(({ name, rule, confidence }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a class is its place, whatever it is called meanwhile
            <li key={i} className={classes.rule}>
              <div className={classes.ruleHead}>
                <TextInput
                  size="xs"
                  style={{ flex: 1 }}
                  aria-label={`Name of class ${i + 1}`}
                  value={name}
                  maxLength={40}
                  onChange={event => change(i, { name: event.currentTarget.value })}
                />
                <ActionIcon
                  aria-label={`Remove class ${name}`}
                  disabled={recipes.length <= 2}
                  onClick={() => onChange(recipes.filter((_, at) => at !== i))}
                >
                  <IconTrash size={14} />
                </ActionIcon>
              </div>
              <TextInput
                size="xs"
                aria-label={`Rule of class ${i + 1}`}
                placeholder="ring > 0.5 and edge-on < 0.2"
                value={rule}
                onChange={event => change(i, { rule: event.currentTarget.value })}
              />
              <Select
                size="xs"
                aria-label={`Column that says how sure class ${i + 1} is`}
                placeholder="Surest first by … (none: any)"
                clearable
                searchable
                data={numbers}
                value={confidence.length === 1 ? confidence[0] : null}
                description={confidence.length > 1 ? `Surest first by ${confidence.join(' × ')}` : undefined}
                onChange={column => change(i, { confidence: column === null ? [] : [column] })}
              />
            </li>
          ))}
          <li>
            <Button
              variant="default"
              size="compact-xs"
              leftSection={<IconPlus size={14} />}
              onClick={() =>
                onChange([...recipes, { name: `class ${recipes.length + 1}`, rule: '', confidence: [] }])
              }
            >
              Add class
            </Button>
          </li>
        </ol>
      )}
    </div>
  );
}
