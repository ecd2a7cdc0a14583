package io.pacioli.projections.position;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** Positions and their announcement without a service around them. */
public final class TestPositions {

    private TestPositions() {}

    public static AppliedPosition applied() {
        return new AppliedPosition();
    }

    public static AnnouncingPosition announcing(AppliedPosition applied, ChangeObserver observer) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("observer", observer);
        return new AnnouncingPosition(beans.getBeanProvider(ChangeObserver.class), applied);
    }
}
