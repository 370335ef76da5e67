package org.lumbarcds;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class LumbarCdsApplication {

    public static void main(String[] args) {
        SpringApplication.run(LumbarCdsApplication.class, args);
    }
}
