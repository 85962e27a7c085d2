import { Combobox, Kbd, Text, TextInput, useCombobox } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';
import { findGalaxies } from './findGalaxies.ts';
import styles from './SearchBox.module.css';

/** One line that finds a galaxy by id or by position; `/` brings the cursor here. */
export function SearchBox() {
  const { catalogue: store, selection } = useSession();
  const catalogue = useStore(store, c => c.catalogue);
  const [text, setText] = useState('');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const found = catalogue ? findGalaxies(text, catalogue) : { rows: [] };

  function choose(row: number): void {
    selection.getState().choose(row);
    setText('');
    combobox.closeDropdown();
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur(); // keys work on the map again
  }

  return (
    <div className={styles.box}>
      <Combobox store={combobox} onOptionSubmit={value => choose(Number(value))} shadow="md">
        <Combobox.Target>
          <TextInput
            id="search"
            size="xs"
            aria-label="Search an id or coordinates"
            placeholder="Search an id or paste coordinates"
            leftSection={<IconSearch size={14} />}
            rightSection={text === '' ? <Kbd size="xs">/</Kbd> : null}
            rightSectionPointerEvents="none"
            value={text}
            disabled={!catalogue}
            autoComplete="off"
            onChange={event => {
              setText(event.currentTarget.value);
              combobox.openDropdown();
              combobox.selectFirstOption();
            }}
            onKeyDown={event => {
              if (event.key === 'Escape') event.currentTarget.blur();
              if (event.key !== 'Enter' || found.rows.length === 0) return;
              if (combobox.getSelectedOptionIndex() >= 0) return; // the list handles Enter itself
              event.preventDefault();
              choose(found.rows[0]);
            }}
            onBlur={() => combobox.closeDropdown()}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={text.trim() === ''}>
          {found.sentence && (
            <Text size="xs" c="dimmed" p={6} role="status">
              {found.sentence}
            </Text>
          )}
          <Combobox.Options aria-label="Galaxies found">
            {found.rows.map(row => (
              <Combobox.Option key={row} value={String(row)}>
                {catalogue?.ids[row]}
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
    </div>
  );
}
