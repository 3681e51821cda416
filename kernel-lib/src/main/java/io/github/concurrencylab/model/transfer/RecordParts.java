package io.github.concurrencylab.model.transfer;

import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A record that is not serializable, as it travels: its class and its components. */
final class RecordParts implements Serializable {
  private static final long serialVersionUID = 1;

  private final Class<?> type;
  private final @Nullable Object[] components;

  private RecordParts(Class<?> type, @Nullable Object[] components) {
    this.type = type;
    this.components = components;
  }

  static RecordParts of(Record value) throws NotSerializableException {
    Class<?> type = value.getClass();
    RecordComponent[] all = type.getRecordComponents();
    @Nullable Object[] components = new Object[all.length];
    try {
      for (int i = 0; i < all.length; i++) {
        all[i].getAccessor().setAccessible(true);
        components[i] = all[i].getAccessor().invoke(value);
      }
    } catch (ReflectiveOperationException | RuntimeException closed) {
      throw new NotSerializableException(type.getName());
    }
    return new RecordParts(type, components);
  }

  private Object readResolve() throws ObjectStreamException {
    if (!type.isRecord()) {
      throw new InvalidObjectException(type.getName() + " is no record");
    }
    try {
      Class<?>[] types =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(components);
    } catch (ReflectiveOperationException | RuntimeException refused) {
      InvalidObjectException invalid =
          new InvalidObjectException("a " + type.getName() + " could not be made: " + refused);
      invalid.initCause(refused);
      throw invalid;
    }
  }
}
